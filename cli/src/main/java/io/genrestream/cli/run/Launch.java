package io.genrestream.cli.run;

import io.genrestream.embedded.ChildProcess;

/** How one part is started, the first time and again after it has crashed. */
interface Launch {

    RunPart part();

    /** Fails, before anything has been started, when the part cannot be: not built, or its port is taken. */
    void check();

    ChildProcess launch();
}
