package io.genrestream.feature.window;

import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;

/** Where finished records go, in order. */
public interface Output {
    void window(FeatureWindow window);

    void aggregate(FeatureAggregate aggregate);
}
