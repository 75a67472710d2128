package io.genrestream.ingest.fault;

import io.genrestream.error.ErrorText;
import io.genrestream.kit.http.HttpError;
import io.genrestream.kit.http.HttpErrorCode;

/** Why a request is refused or a stream failed. The name is the stable code; the sentences are for people. */
public enum IngestError implements HttpErrorCode {
    INVALID_ID(
            400,
            "Invalid stream id",
            "A stream's id is 1 to 128 characters of A-Z a-z 0-9 . _ - and neither . nor .., written as they are.",
            "Choose such an id, without percent-encoding and matrix parameters, and put the name that people read into the title."),
    INVALID_METADATA(
            400,
            "Invalid metadata",
            "The title, the external id or the attributes are not as they must be.",
            "Correct what the detail names: title at most 512 characters, externalId at most 256, attributes at most 2,048"
                    + " bytes of UTF-8 in all, no control characters."),
    INVALID_PARAMETER(
            400,
            "Invalid parameter",
            "A parameter of the request has no such value.",
            "Correct what the detail names."),
    INVALID_MULTIPART(
            400,
            "Invalid multipart body",
            "The multipart body cannot be read as form data with one file.",
            "Send title, externalId and attributes first and then one part with a file name, as curl -F does in that order."),
    PARTIAL_BODY(
            400,
            "Part of a file",
            "A Content-Range says that the body is a part of a file, and a stream takes whole files only.",
            "Send the whole file without Content-Range."),
    ENCODED_BODY(
            415,
            "Encoded body",
            "The body has a Content-Encoding or a Transfer-Encoding other than chunked, and a file is taken as it is.",
            "Send the file without Content-Encoding: audio hardly gets smaller by it."),
    STREAM_NOT_FOUND(
            404,
            "No such stream",
            "No stream has this id, or it was deleted or is older than 30 days.",
            "List the streams with GET /v1/streams."),
    BODY_STALLED(
            408,
            "Upload stalled",
            "Nothing of the body came for longer than the limit, so the upload was ended.",
            "Send it again; genrestream.ingest.stall-limit sets how long a client may pause."),
    BODY_TOO_SLOW(
            408,
            "Upload too slow",
            "The body came more slowly than the least rate, or took longer than the limit, so the upload was ended.",
            "Send it again over a faster connection, or more compressed; genrestream.ingest.least-rate and"
                    + " genrestream.ingest.upload-limit set how slow a client may be."),
    STREAM_IN_PROGRESS(
            409,
            "Stream in progress",
            "Another upload feeds this stream right now.",
            "Wait for its end, delete the stream to abort it, or use another id."),
    ID_TAKEN(409, "Id of another", "Another owner has a stream or a live source under this id.", "Use another id."),
    CONTENT_DIFFERS(
            409,
            "Other content under this id",
            "The stream has ended already, and its content was another.",
            "Use a new id for new content, or delete the stream first."),
    UPLOAD_ABORTED(
            409,
            "Upload aborted",
            "The stream was deleted while it was being uploaded.",
            "Send it again if it is still wanted."),
    TOO_LARGE(
            413,
            "Upload too large",
            "The upload is larger than the size limit.",
            "Send a shorter or more compressed file, or raise genrestream.ingest.max-body."),
    CLIENT_GONE(
            400,
            "Client gone",
            "The client closed the connection in the middle of the body.",
            "Send it again; a retry starts the stream anew."),
    TOO_MANY_UPLOADS(
            503,
            "Too many uploads",
            "As many uploads as this instance takes are in progress.",
            "Try again after the time in Retry-After, or raise genrestream.ingest.max-uploads."),
    INVALID_MESSAGE(
            400,
            "Invalid message",
            "The client of a WebSocket said what is not understood, or at the wrong time.",
            "Correct what the detail names; docs/push.md has the messages."),
    CREDIT_EXCEEDED(
            400,
            "Credit exceeded",
            "The client sent more bytes than the service had given credit for.",
            "Send no more than started and credit allow, and wait for the next."),
    TOO_MANY_PUSHES(
            503,
            "Too many pushed streams",
            "As many streams as this instance takes are being pushed.",
            "Try again later, or raise genrestream.live.max-pushes."),
    SPOOL_FULL(
            503,
            "No room for the body",
            "More bodies are coming in than there is room for, and the slowest of them are ended.",
            "Try again after the time in Retry-After, or raise genrestream.ingest.waiting-spool or genrestream.ingest.max-waiting."),
    SOURCE_NOT_FOUND(
            404, "No such source", "No live source of this id is wanted.", "List the sources with GET /v1/sources."),
    SOURCE_WANTED(
            409,
            "A live source feeds it",
            "The stream is that of a live source, which would go on feeding it.",
            "Take the source away first, with DELETE /v1/sources/ and the same id; then delete the stream."),
    TOO_MANY_SOURCES(
            429,
            "Too many sources",
            "More live sources are wanted than the limit.",
            "Take others away, start another instance of the service, or raise genrestream.live.max-sources (of an instance) or"
                    + " genrestream.live.max-wanted (in all)."),
    TOO_MANY_PROBES(
            429,
            "Too many probes",
            "So many addresses were given that no more are tried out at present.",
            "Try again after the time in Retry-After, or add the source with probe=false."),
    UNKNOWN_CREDENTIAL(
            400,
            "Unknown credential",
            "The instance's file of credentials has none of this name.",
            "Write a line NAME=USER:PASSWORD or NAME=Bearer TOKEN into the file of genrestream.live.credentials of every"
                    + " instance; it is read again when it changes."),
    CREDENTIAL_REFUSED(
            403,
            "Credential not allowed",
            "The credentials of live sources are the operator's, who would send them to whatever address is given.",
            "Ask somebody whose key has the scope admin to add the source."),
    CREDENTIALS_UNREADABLE(
            500,
            "Credentials cannot be read",
            "The file of genrestream.live.credentials cannot be used.",
            "Correct what the detail names: a line each, NAME=USER:PASSWORD or NAME=Bearer TOKEN, readable by the service's"
                    + " user alone (chmod 600)."),
    NOT_READY(
            503,
            "Not ready",
            "The service waits for its broker, topics or registry.",
            "Try again after the time in Retry-After; /v1/pipeline/ingest/health says what is missing."),
    BROKER_UNAVAILABLE(
            503,
            "Broker unavailable",
            "The broker did not acknowledge the stream's records in time.",
            "Check the broker and send the file again; genrestream.ingest.broker-patience sets how long is waited."),
    REGISTRY_UNAVAILABLE(
            503,
            "Schema registry unavailable",
            "The schema registry did not answer, so events cannot be written.",
            "Check the registry and send the file again."),
    BROKER_REFUSED(
            500,
            "Refused by the broker",
            "The broker does not take the stream's records: this service lacks a right or is set up wrongly.",
            "Correct what the detail names: rights of the service's Kafka user, topics, versions; then send the file again."),
    RECORD_TOO_LARGE(
            413,
            "Record too large",
            "A record of the stream is larger than the producer or the broker takes.",
            "Raise the topics' max.message.bytes to what docs/topics.md says, or shorten title and attributes."),
    REGISTRY_REFUSED(
            500,
            "Refused by the schema registry",
            "The schema registry does not have the events' schemas or does not give them to this service.",
            "Correct what the detail names: register the schemas, as genrestream up does, or check the credentials."),
    INDEX_BROKEN(
            500,
            "Index of streams broken",
            "The index of streams on this instance's disk cannot be read or written.",
            "Look for a full or failing disk, or another process that uses genrestream.state-dir, and start the instance"
                    + " again: it builds the index anew from the broker."),
    INTERRUPTED(
            503,
            "Interrupted",
            "The ingest instance stopped while the stream was being uploaded.",
            "Send it again; a retry starts the stream anew."),
    RESULTS_UNREACHABLE(
            502,
            "Results unreachable",
            "The inference service, whose results the console shows, does not answer.",
            "Look whether it runs; genrestream.console.results says where it is looked for. Streams are taken meanwhile, and"
                    + " their results come."),
    AUDIO_NOT_KEPT(
            410,
            "Audio no longer kept",
            "The audio of that time has left the topic audio.chunks, where it is kept for an hour.",
            "Ask with from= for a later time, or without it: for what comes now of a live stream, or what is left of another."),
    NO_AUDIO_YET(
            503,
            "No audio at present",
            "The stream is in progress, and nothing of it has come for a while.",
            "Try again after the time in Retry-After; GET /v1/streams/ and the id says how its source is doing."),
    TOO_MANY_LISTENERS(
            429,
            "Too many listeners",
            "As many clients as this instance takes are listening to streams.",
            "Try again after the time in Retry-After, close other players, or ask another instance."),
    INTERNAL(
            500,
            "Internal error",
            "The service met a fault of its own.",
            "Look for the code and the stream in its log.");

    private final HttpError error;

    IngestError(int status, String title, String meaning, String remedy) {
        error = new HttpError(status, title, new ErrorText(meaning, remedy));
    }

    @Override
    public HttpError error() {
        return error;
    }
}
