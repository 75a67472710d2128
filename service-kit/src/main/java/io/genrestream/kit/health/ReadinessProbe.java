package io.genrestream.kit.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks an address and ends with status 0 where it answers 200, else with 1: for containers whose health is told by a command.
 * It needs no shell, no other program and few classes, since it is started every few seconds.
 */
public final class ReadinessProbe {
    private static final int PATIENCE_MILLIS = 3_000;

    private ReadinessProbe() {}

    /** @param arguments the address, such as {@code http://127.0.0.1:19080/q/health/ready} */
    public static void main(String[] arguments) {
        System.exit(isReady(URI.create(arguments[0])) ? 0 : 1);
    }

    static boolean isReady(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            System.err.println(address + ": " + e);
            return false;
        }
    }
}
