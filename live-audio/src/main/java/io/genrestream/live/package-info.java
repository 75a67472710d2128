/**
 * Live audio off the network: radio over HTTP (Icecast, Shoutcast), playlists that name it, and HLS. Bytes of a
 * container and titles come out; decoding is somebody else's. Knows neither Kafka nor a framework.
 */
package io.genrestream.live;
