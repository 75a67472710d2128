package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class FaultHandlerTest {
    private final FaultHandler handler = new FaultHandler();

    @Test
    void shouldReplaceAThreadAfterAFaultOutside() {
        StreamThreadExceptionResponse response =
                handler.handle(new StreamsException("in a task", new TimeoutException("no answer")));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(handler.lastMessage()).isEqualTo("TimeoutException: no answer");
        assertThat(handler.isFenced()).isFalse();
    }

    @Test
    void shouldStopWhenAnotherProcessHasTheSameName() {
        StreamThreadExceptionResponse response =
                handler.handle(new StreamsException("in a task", new FencedInstanceIdException("fenced")));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(handler.isFenced()).isTrue();
    }
}
