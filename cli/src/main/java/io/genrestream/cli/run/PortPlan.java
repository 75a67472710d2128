package io.genrestream.cli.run;

/** The ports of a run, all on loopback and counted from one base. */
record PortPlan(int base) {
    /** From a service's port to the one where it tells its health and metrics. */
    private static final int TO_MANAGEMENT = 300;

    static final int MAX_PORT = 65_535;

    /** Instances of one service that the plan has room for. */
    static final int MAX_INSTANCES = 100;

    int broker() {
        return base + 92;
    }

    int controller() {
        return base + 93;
    }

    int registry() {
        return base + 81;
    }

    int ingest() {
        return base + 80;
    }

    int feature(int instance) {
        return base + 100 + instance;
    }

    int inference(int instance) {
        return base + 200 + instance;
    }

    /** @param port of a service */
    static int management(int port) {
        return port + TO_MANAGEMENT;
    }
}
