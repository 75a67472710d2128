package io.genrestream.decoding;

/**
 * The memory of one worker process. {@code limitMegabytes} is what a worker can cost at the worst, and so what a budget
 * counts for each; with a song it has 74 to 82 MB resident, at whatever rate it is decoded.
 *
 * @param heapMegabytes most Java heap (MiB)
 * @param limitMegabytes most private memory, Java and native (MiB), which the kernel enforces
 * @param unlimited whether workers may run without that limit where {@code prlimit} is missing, instead of not at all
 */
public record WorkerMemory(int heapMegabytes, int limitMegabytes, boolean unlimited) {
    /** 24 MiB of heap, 512 MiB in all. */
    public static final WorkerMemory DEFAULT = new WorkerMemory(24, 512, false);

    /** 64 MiB of heap, 512 MiB in all: for 50 live streams. */
    public static final WorkerMemory LIVE = new WorkerMemory(64, 512, false);

    /** @throws IllegalArgumentException when the heap is not within the limit */
    public WorkerMemory {
        if (heapMegabytes < 1 || limitMegabytes <= heapMegabytes) {
            throw new IllegalArgumentException("A decoder's heap must be at least 1 MiB and less than its limit: "
                    + heapMegabytes + ", " + limitMegabytes);
        }
    }

    /** The same limits, enforced or not where they cannot be. */
    public WorkerMemory orUnlimited(boolean allowed) {
        return new WorkerMemory(heapMegabytes, limitMegabytes, allowed);
    }
}
