package io.genrestream.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.fault.IngestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadSpoolTest {
    private static final int MEMORY = 200 << 10;
    private static final int DISK = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void shouldGiveBackWhatWasReceivedAndThenTheRest() throws IOException {
        byte[] file = file(500_000);
        // Nothing received, within memory, on disk too, all of it.
        for (int received : new int[] {0, 1_000, 60_000, 300_000, 500_000}) {
            AtomicInteger ends = new AtomicInteger();
            InputStream source = new ByteArrayInputStream(file);
            try (SpooledBody body = spool().open(new Client(1))) {
                while (body.received() < received && body.receive(source)) {}
                assertThat(body.audio(source, ends::incrementAndGet).readAllBytes())
                        .isEqualTo(file);
                assertThat(ends).hasValue(1);
            }
        }
    }

    @Test
    void shouldLeaveNothingOnDisk() throws IOException {
        UploadSpool spool = spool();
        try (SpooledBody body = spool.open(new Client(1))) {
            receive(body, 600_000);
            assertThat(directory).isEmptyDirectory();
        }
        // The room is there again.
        try (SpooledBody body = spool.open(new Client(1))) {
            receive(body, 1_000_000);
        }
    }

    @Test
    void shouldEndTheSlowestWhenTheDiskIsFull() throws IOException {
        UploadSpool spool = spool();
        Client slow = new Client(1_000);
        Client slower = new Client(2_000);
        Client quick = new Client(1);
        receive(spool.open(slow), 500_000);
        receive(spool.open(slower), 500_000);
        receive(spool.open(quick), 500_000);
        assertThat(slower.aborted).isEqualTo("SPOOL_FULL");
        assertThat(slow.aborted).isNull();
        assertThat(quick.aborted).isNull();
    }

    @Test
    void shouldRefuseTheSlowestOneItself() {
        UploadSpool spool = spool();
        Client slow = new Client(1_000);
        assertThatThrownBy(() -> {
                    receive(spool.open(new Client(1)), 700_000);
                    receive(spool.open(slow), 700_000);
                })
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo("SPOOL_FULL"));
        assertThat(slow.aborted).isEqualTo("SPOOL_FULL");
    }

    @Test
    void shouldEndTheSlowestWhenThereAreTooMany() {
        UploadSpool spool = new UploadSpool(directory, 3, MEMORY, DISK);
        Client slow = new Client(9);
        spool.open(new Client(1));
        spool.open(slow);
        spool.open(new Client(2));
        Client fresh = new Client(0);
        spool.open(fresh);
        assertThat(slow.aborted).isEqualTo("SPOOL_FULL");
        assertThat(fresh.aborted).isNull();
        assertThat(spool.count()).isEqualTo(3);
    }

    @Test
    void shouldLeaveABodyAloneThatHasComeWhole() throws IOException {
        UploadSpool spool = spool();
        Client whole = new Client(1_000);
        SpooledBody body = spool.open(whole);
        InputStream source = new ByteArrayInputStream(file(700_000));
        while (body.receive(source)) {}
        assertThatThrownBy(() -> receive(spool.open(new Client(1)), 700_000)).isInstanceOf(IngestException.class);
        assertThat(whole.aborted).isNull();
    }

    private UploadSpool spool() {
        return new UploadSpool(directory, 10, MEMORY, DISK);
    }

    private static void receive(SpooledBody body, int bytes) throws IOException {
        InputStream source = new ByteArrayInputStream(file(bytes + 1));
        while (body.received() < bytes) {
            body.receive(source);
        }
    }

    private static byte[] file(int bytes) {
        byte[] file = new byte[bytes];
        new Random(1).nextBytes(file);
        return file;
    }

    private static final class Client implements UploadSpool.Incoming {
        private final double nanosPerByte;
        private String aborted;

        private Client(double nanosPerByte) {
            this.nanosPerByte = nanosPerByte;
        }

        @Override
        public double nanosPerByte() {
            return nanosPerByte;
        }

        @Override
        public void abort(IngestException why) {
            aborted = why.code();
        }
    }
}
