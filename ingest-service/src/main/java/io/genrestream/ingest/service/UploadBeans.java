package io.genrestream.ingest.service;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.WorkerMemory;
import io.genrestream.ingest.admission.Admission;
import io.genrestream.ingest.admission.DecoderPermits;
import io.genrestream.ingest.admission.IncomingBody;
import io.genrestream.ingest.admission.UploadSpool;
import io.genrestream.ingest.config.IngestHeap;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.upload.Uploads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Uploads: which bodies are let in, the decoders that they get, and what becomes of them. */
@Singleton
public final class UploadBeans {
    final DecoderPool decoders;

    @Produces
    @Singleton
    final IncomingBody.Limits bodyLimits;

    @Produces
    @Singleton
    final Admission admission;

    @Produces
    @Singleton
    final Uploads uploads;

    public UploadBeans(Instance instance, LogBeans logs, StreamBeans streams) {
        IngestSettings.Ingest settings = instance.settings.ingest();
        DecoderSettings defaults = DecoderSettings.defaults();
        decoders = pool(defaults.withWorkers(
                        settings.decoders(),
                        Math.min(defaults.spareWorkers(), settings.decoders()),
                        defaults.streamsPerWorker(),
                        settings.decoderWait())
                .withMemory(WorkerMemory.DEFAULT.orUnlimited(instance.settings.unlimitedDecoders()))
                .withSpool(settings.spool().asLongValue(), defaults.temporaryDirectory()));
        long mostBytes = settings.maxBody().asLongValue();
        bodyLimits = new IncomingBody.Limits(
                settings.stallLimit(), settings.leastRate().asLongValue(), settings.uploadLimit());
        admission = new Admission(
                new UploadSpool(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        settings.maxWaiting(),
                        IngestHeap.WAITING_BYTES,
                        settings.waitingSpool().asLongValue()),
                new DecoderPermits(settings.decoders(), settings.maxUploads(), settings.decoderWait()),
                mostBytes);
        uploads = new Uploads(
                new Uploads.Limits(mostBytes, settings.maxDuration(), settings.maxUploads()),
                decoders,
                instance.sampleRate(),
                logs.view,
                streams.attempts(streams.publishing),
                logs.active);
    }

    static DecoderPool pool(DecoderSettings settings) {
        try {
            return new DecoderPool(settings);
        } catch (DecodingException e) {
            throw new IllegalStateException(e.code() + ": " + e.getMessage(), e);
        }
    }
}
