package io.genrestream.kit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(8);
    private final Caller alice = new Caller("alice", "alice", EnumSet.of(Scope.READ));
    private final Caller bob = new Caller("bob", "bob", EnumSet.of(Scope.READ));

    @Test
    void shouldGiveACallerAQuarterAndEveryoneElseTheRest() {
        assertThat(entered(alice)).isEqualTo(2);
        assertThat(entered(bob)).isEqualTo(2);
        assertThat(entered(Caller.EVERYBODY)).isEqualTo(4);
        assertThat(places.taken()).isEqualTo(8);

        places.leave(alice);
        assertThat(entered(bob)).isZero();
        assertThat(entered(alice)).isEqualTo(1);
    }

    @Test
    void shouldGiveEveryoneOneWhereThereAreFew() {
        assertThat(new Places(1).enter(alice)).isTrue();
    }

    private long entered(Caller caller) {
        return IntStream.range(0, 20).filter(_ -> places.enter(caller)).count();
    }
}
