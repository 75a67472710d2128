package io.genrestream.analysis.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the beginning of an array file says, by NumPy's format description NEP 1.
 *
 * @param bigEndian whether the first byte of a number is its highest
 * @param kind f for floating point, i and u for whole numbers, U for text
 * @param size of an element, in bytes; of text in characters of four bytes
 * @param shape length along each axis
 */
record NpyHeader(boolean bigEndian, char kind, int size, int[] shape) {
    private static final int LONGEST = 1 << 16;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([fiuU])(\\d{1,6})'");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d, ]*)\\)");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*True");

    /** Kind and size, such as f4. */
    String type() {
        return kind + Integer.toString(size);
    }

    /** @throws ArrayFormatException when it is no array of a kind that is read here */
    static NpyHeader read(DataInputStream in) throws IOException {
        try {
            for (byte expected : MAGIC) {
                if (in.readByte() != expected) {
                    throw new ArrayFormatException("it does not begin like a NumPy array");
                }
            }
            int version = in.readUnsignedByte();
            in.readUnsignedByte();
            int length = Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
            if (version > 1) {
                length |= Short.toUnsignedInt(Short.reverseBytes(in.readShort())) << Short.SIZE;
            }
            if (length < 0 || length > LONGEST) {
                throw new ArrayFormatException("its header is too long");
            }
            byte[] text = new byte[length];
            in.readFully(text);
            return parse(new String(text, ISO_8859_1));
        } catch (EOFException e) {
            throw new ArrayFormatException("it ends in its header");
        }
    }

    private static NpyHeader parse(String text) throws ArrayFormatException {
        Matcher type = TYPE.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !shape.find() || FORTRAN.matcher(text).find()) {
            throw new ArrayFormatException("numbers or text in C order are read, this is " + text.strip());
        }
        try {
            int[] lengths = Stream.of(shape.group(1).split(","))
                    .map(String::strip)
                    .filter(length -> !length.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new NpyHeader(
                    type.group(1).equals(">"), type.group(2).charAt(0), Integer.parseInt(type.group(3)), lengths);
        } catch (NumberFormatException e) {
            throw new ArrayFormatException("its shape is (" + shape.group(1) + ")");
        }
    }
}
