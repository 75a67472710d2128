package io.genrestream.e2e;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which remembers what it was asked; for a broker in this JVM. */
public final class AskedPermissions extends StandardAuthorizer {
    private static final Set<Asked> ASKED = ConcurrentHashMap.newKeySet();

    /** @param isRefusal false also where the broker asks only to find out whether to show something */
    record Asked(String principal, AclOperation operation, ResourcePattern resource, boolean isRefusal) {}

    static Set<Asked> all() {
        return ASKED;
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            boolean isRefusal = results.get(i) == AuthorizationResult.DENIED && action.logIfDenied();
            // What a broker would not log is asked only to tell a client what it may do.
            if (action.logIfAllowed() || isRefusal) {
                ASKED.add(new Asked(
                        context.principal().toString(), action.operation(), action.resourcePattern(), isRefusal));
            }
        }
        return results;
    }
}
