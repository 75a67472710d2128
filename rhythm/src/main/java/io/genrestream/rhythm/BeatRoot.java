package io.genrestream.rhythm;

import be.tarsos.dsp.beatroot.Agent;
import be.tarsos.dsp.beatroot.AgentList;
import be.tarsos.dsp.beatroot.Event;
import be.tarsos.dsp.beatroot.EventList;
import be.tarsos.dsp.beatroot.Induction;
import java.util.OptionalDouble;

/** TarsosDSP's BeatRoot (Dixon 2001, 2007): clusters of intervals between onsets give tempi, agents follow them. */
final class BeatRoot {
    /** Fewer say nothing. */
    private static final int FEWEST_ONSETS = 5;

    static {
        // A beat of 60 to the minute, the slowest by default, would be halved by the least error. The fields are static
        // and
        // are the same for all: nothing else in the process uses them.
        Induction.maxIBI = 1.1;
    }

    private BeatRoot() {}

    /**
     * @param times of the onsets, rising (s)
     * @param saliences weights, above 0
     * @return beats a minute, 54 to 200 for a steady beat; empty where no beat is found
     */
    static OptionalDouble tempo(double[] times, double[] saliences) {
        if (times.length < FEWEST_ONSETS) {
            return OptionalDouble.empty();
        }
        EventList onsets = new EventList();
        for (int i = 0; i < times.length; i++) {
            Event onset = new Event(times[i], times[i], times[i], 0, 0, 0, 0, 0);
            onset.salience = saliences[i];
            onsets.add(onset);
        }
        AgentList agents = Induction.beatInduction(onsets);
        agents.beatTrack(onsets);
        Agent best = agents.bestAgent();
        if (best == null || best.beatCount < FEWEST_ONSETS) {
            return OptionalDouble.empty();
        }
        double spanned = best.beatTime - best.events.l.getFirst().keyDown;
        return OptionalDouble.of(60 * (best.beatCount - 1) / spanned);
    }
}
