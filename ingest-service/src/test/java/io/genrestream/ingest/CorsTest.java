package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings of docs/uploads.md that let a page of another origin upload. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@TestProfile(CorsTest.Allowed.class)
class CorsTest extends ServiceTest {
    private static final String ORIGIN = "https://player.example";

    public static final class Allowed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.cors.enabled", "true",
                    "quarkus.http.cors.origins", ORIGIN,
                    "quarkus.http.cors.exposed-headers", "Location,Retry-After,Preference-Applied");
        }
    }

    @Test
    void shouldAnswerThePreflightOfAnAllowedOrigin() {
        given().header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "prefer,content-type")
                .options("/v1/streams/song")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", ORIGIN)
                .header("Access-Control-Allow-Methods", containsString("PUT"))
                .header("Access-Control-Allow-Headers", containsString("prefer"));
    }

    @Test
    void shouldLetAnAllowedOriginReadTheAnswer() {
        given().header("Origin", ORIGIN)
                .body(wav(1, 1))
                .put("/v1/streams/from-a-page")
                .then()
                .statusCode(202)
                .header("Access-Control-Allow-Origin", ORIGIN)
                .header("Access-Control-Expose-Headers", containsString("Location"));
    }

    @Test
    void shouldAllowNoOther() {
        given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "PUT")
                .options("/v1/streams/song")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
