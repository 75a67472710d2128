/**
 * Audio that a client pushes over a WebSocket while it is made: a microphone, a sound card, a program. The stream belongs
 * to its connection and ends with it. The client may send as many bytes as the service has given credit for, see
 * docs/push.md.
 */
package io.genrestream.ingest.push;
