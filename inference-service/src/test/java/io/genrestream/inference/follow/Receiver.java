package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;

/** Keeps the frames that it is sent, and has no room now and then. */
final class Receiver implements EventOutlet {
    private static final int ROOM = 7;

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private volatile int taken;
    private volatile boolean ended;
    private volatile Runnable whenGone = () -> {};

    List<String> frames() {
        return frames;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean offer(byte[] frame) {
        frames.add(new String(frame, UTF_8));
        return true;
    }

    @Override
    public boolean hasRoom() {
        return frames.size() - taken < ROOM;
    }

    @Override
    public void whenRoom(Runnable then) {
        taken = frames.size();
        ForkJoinPool.commonPool().execute(then);
    }

    @Override
    public void whenGone(Runnable then) {
        whenGone = then;
    }

    /** Closes the connection from its own end. */
    void leave() {
        whenGone.run();
    }

    @Override
    public void end() {
        ended = true;
    }
}
