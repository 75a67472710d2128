package io.genrestream.decoding.worker;

/** For ogg: the last page must be whole and say that it is the last. */
final class OggEndCheck implements EndCheck {
    private static final int FIXED_HEADER = 27;
    private static final int FLAGS = 5;
    private static final int END_OF_STREAM = 4;

    private final byte[] header = new byte[FIXED_HEADER + 255];
    private int inHeader;
    private int bodyLeft;
    private boolean lastPageSeen;

    @Override
    public void see(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; ) {
            if (bodyLeft > 0) {
                int skipped = Math.min(bodyLeft, offset + length - at);
                bodyLeft -= skipped;
                at += skipped;
            } else {
                header[inHeader++] = bytes[at++];
            }
            if (bodyLeft == 0 && inHeader > 0 && headerWhole()) {
                endHeader();
            }
        }
    }

    private boolean headerWhole() {
        return inHeader >= FIXED_HEADER && inHeader == FIXED_HEADER + (header[FIXED_HEADER - 1] & 0xff);
    }

    private void endHeader() {
        for (int i = FIXED_HEADER; i < inHeader; i++) {
            bodyLeft += header[i] & 0xff;
        }
        lastPageSeen = (header[FLAGS] & END_OF_STREAM) != 0;
        inHeader = 0;
    }

    @Override
    public boolean complete() {
        return lastPageSeen && bodyLeft == 0 && inHeader == 0;
    }
}
