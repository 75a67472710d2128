package io.genrestream.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    private enum Example implements ErrorCode {
        DOOR_SHUT;

        @Override
        public ErrorText text() {
            return new ErrorText("The door is shut.", "Open it.");
        }
    }

    @Test
    void shouldSayWhatIsWrongThenTheDetailThenWhatToDo() {
        assertThat(Example.DOOR_SHUT.sentence("of oak")).isEqualTo("The door is shut. (of oak) Open it.");
    }

    @Test
    void shouldLeaveOutADetailThatIsNotKnown() {
        assertThat(Example.DOOR_SHUT.sentence("")).isEqualTo("The door is shut. Open it.");
    }
}
