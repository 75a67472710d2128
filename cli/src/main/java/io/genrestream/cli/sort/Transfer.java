package io.genrestream.cli.sort;

import io.genrestream.cli.offline.Uninterrupted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Brings content from one place to another, whole or not at all, and never over something that is there. */
final class Transfer {
    private static final int BLOCK = 256 * 1024;

    private Transfer() {}

    /**
     * Copies content and the time of its last change, and waits until it is on the disk.
     *
     * @return the content's SHA-256
     * @throws TargetException when {@code part} could not be written
     */
    static String copy(Path from, Path part) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(from)) {
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
                for (int count = in.read(block); count >= 0; count = in.read(block)) {
                    write(out, block, count);
                }
            }
        }
        Files.setLastModifiedTime(part, Files.getLastModifiedTime(from));
        force(part);
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Writes content and waits until it is on the disk.
     *
     * @return its SHA-256
     * @throws TargetException when {@code part} could not be written
     */
    static String write(byte[] content, Path part) throws TargetException {
        try {
            Files.write(part, content);
        } catch (IOException e) {
            throw new TargetException(e);
        }
        force(part);
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** @throws IOException {@link java.nio.file.FileAlreadyExistsException} when something is at {@code to} */
    static void rename(Path from, Path to) throws IOException {
        // A rename replaces what is there; what we have just made there is nobody's.
        Files.createFile(to);
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(to);
            throw e;
        }
    }

    /**
     * Moves a file. Where a rename does not reach, it is copied, the copy is read again, and only then does the file go.
     *
     * @param part where the copy is made, on the file system of {@code to}
     */
    static void move(Path from, Path to, Path part) throws IOException {
        FileStore store = Files.getFileStore(from);
        if (store.equals(Files.getFileStore(to.getParent()))) {
            try {
                rename(from, to);
                return;
            } catch (AtomicMoveNotSupportedException e) {
                // Two mounts of one file system: it has to be copied.
            }
        }
        moveAcross(from, to, part);
    }

    private static void moveAcross(Path from, Path to, Path part) throws IOException {
        BasicFileAttributes before = attributes(from);
        String content = copy(from, part);
        copyPermissions(from, part);
        if (!content.equals(sha256(part))) {
            throw new IOException("The copy on the other file system reads back otherwise than it was written.");
        }
        BasicFileAttributes after = attributes(from);
        if (before.size() != after.size() || !before.lastModifiedTime().equals(after.lastModifiedTime())) {
            throw new IOException("The file was changed while it was moved.");
        }
        rename(part, to);
        try {
            Files.delete(from);
        } catch (IOException e) {
            Files.delete(to);
            throw e;
        }
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether both hold the same bytes, or are even one file. */
    static boolean same(Path one, Path other) throws IOException {
        return Files.isRegularFile(one) && Files.isRegularFile(other) && Files.mismatch(one, other) < 0;
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static void write(OutputStream out, byte[] block, int count) throws TargetException {
        try {
            out.write(block, 0, count);
        } catch (IOException e) {
            throw new TargetException(e);
        }
    }

    private static void force(Path file) throws TargetException {
        try {
            Uninterrupted.run(() -> {
                try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
            });
        } catch (IOException e) {
            throw new TargetException(e);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null && Files.getFileAttributeView(from, PosixFileAttributeView.class) != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
