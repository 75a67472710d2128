package io.genrestream.kit.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name of the key or the token's subject; for logs and limits
 * @param owner of what the caller feeds, written into its streams; null where nobody is told apart
 */
public record Caller(String name, String owner, Set<Scope> scopes) {
    /** Where access is open. */
    public static final Caller EVERYBODY = new Caller("everybody", null, EnumSet.of(Scope.ADMIN));

    /** Where it is not, and who asks is not known. */
    public static final Caller NOBODY = new Caller("nobody", null, Set.of());

    public boolean may(Scope scope) {
        return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
    }

    /** @param streamOwner of a stream or a live source; null for one without */
    public boolean sees(String streamOwner) {
        return scopes.contains(Scope.ADMIN) || owner != null && owner.equals(streamOwner);
    }
}
