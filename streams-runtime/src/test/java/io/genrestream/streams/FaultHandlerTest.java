package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.kit.settings.OnFailedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class FaultHandlerTest {
    private final List<FaultKind> counted = new ArrayList<>();
    private final List<Thread> released = new ArrayList<>();
    private final List<Integer> exits = new ArrayList<>();
    private final FaultHandler handler =
            new FaultHandler(new Faults(OnFailedRecord.SET_ASIDE, counted::add), released::add, exits::add);

    @Test
    void shouldReplaceAThreadAfterAFaultOutside() {
        StreamThreadExceptionResponse response =
                handler.handle(new StreamsException("in a task", new TimeoutException("no answer")));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(handler.lastMessage()).isEqualTo("TimeoutException: no answer");
        assertThat(handler.isInTrouble()).isTrue();
        assertThat(handler.permanent()).isEmpty();
        assertThat(counted).containsExactly(FaultKind.INFRASTRUCTURE);
        assertThat(released).containsExactly(Thread.currentThread());
    }

    @Test
    void shouldStopWhenAnotherProcessHasTheSameName() {
        StreamThreadExceptionResponse response =
                handler.handle(new StreamsException("in a task", new FencedInstanceIdException("fenced")));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(handler.permanent()).contains("genrestream.instance");
    }

    @Test
    void shouldStayReadyWhileARecordIsTriedAgain() {
        handler.handle(new StreamsException("in a task", new FailedRecordException("record", new RuntimeException())));

        assertThat(handler.isInTrouble()).isFalse();
        assertThat(counted).containsExactly(FaultKind.PROGRAM);
    }

    @Test
    void shouldStopWhereAFailedRecordIsToStopIt() {
        StreamThreadExceptionResponse response = handler.handle(
                new StreamsException("in a task", new StoppedException("record in-0@3", new RuntimeException())));

        assertThat(response).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(handler.permanent()).contains("PROCESSING_FAILED", "record in-0@3");
    }

    @Test
    void shouldEndTheProcessAfterAnError() {
        handler.handle(new StreamsException("in a task", new OutOfMemoryError("Java heap space")));

        assertThat(exits).containsExactly(70);
        assertThat(counted).containsExactly(FaultKind.PROCESS);
    }
}
