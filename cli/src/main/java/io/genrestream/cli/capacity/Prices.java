package io.genrestream.cli.capacity;

/** What is paid, in any currency, for a core for an hour and for a TB on disk for a month. */
record Prices(double coreHour, double terabyteMonth) {}
