package io.genrestream.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may depend on whom: the table in CONTRIBUTING.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.genrestream");

    private static final String[] FRAMEWORKS = {
        "io.quarkus..", "jakarta..", "io.vertx..", "io.smallrye..", "org.jboss.."
    };
    private static final String[] SERVICES = {
        "io.genrestream.ingest..", "io.genrestream.feature..", "io.genrestream.inference.."
    };

    @Test
    void shouldKeepTheFrontEndToTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.genrestream.dsp..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.genrestream.dsp..", "java..", "jdk.incubator.vector..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepLiveAudioToItsHttpClient() {
        classes()
                .that()
                .resideInAPackage("io.genrestream.live..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.genrestream.live..", "io.genrestream.error..", "java..", "javax..", "okhttp3..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepFrameworksOutOfThePureModules() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.genrestream.error..",
                        "io.genrestream.event..",
                        "io.genrestream.topic..",
                        "io.genrestream.registry..",
                        "io.genrestream.result..",
                        "io.genrestream.dsp..",
                        "io.genrestream.decoding..",
                        "io.genrestream.scoring..",
                        "io.genrestream.analysis..",
                        "io.genrestream.streams..",
                        "io.genrestream.embedded..",
                        "io.genrestream.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(CLASSES);
    }

    @Test
    void shouldKeepFrameworksOutOfTheDomain() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.genrestream.feature.topology..",
                        "io.genrestream.feature.window..",
                        "io.genrestream.feature.state..",
                        "io.genrestream.inference.topology..",
                        "io.genrestream.inference.segment..",
                        "io.genrestream.ingest.group..",
                        "io.genrestream.ingest.live..",
                        "io.genrestream.ingest.playback..",
                        "io.genrestream.ingest.publish..",
                        "io.genrestream.ingest.result..",
                        "io.genrestream.ingest.source..",
                        "io.genrestream.ingest.status..",
                        "io.genrestream.ingest.stream..",
                        "io.genrestream.ingest.upload..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(CLASSES);
    }

    @Test
    void shouldKeepKafkaOutOfDecodingScoringAndAnalysis() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.genrestream.decoding..", "io.genrestream.scoring..", "io.genrestream.analysis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheServicesApart() {
        for (String service : SERVICES) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(service)
                    .check(CLASSES);
        }
    }

    @Test
    void shouldKeepTestSupportAndTarsosOutOfWhatIsShipped() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.genrestream.testkit..", "io.genrestream.benchmarks..", "io.genrestream.rhythm..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.genrestream.testkit..", "be.tarsos..", "org.jtransforms..")
                .check(CLASSES);
    }

    /** It is under another licence, and what links it comes under that too. */
    @Test
    void shouldLinkRhythmFromNowhere() {
        classes()
                .that()
                .resideInAPackage("io.genrestream.rhythm..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.genrestream.rhythm..", "io.genrestream.dsp..", "be.tarsos..", "java..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.genrestream.rhythm..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.genrestream.rhythm..")
                .check(CLASSES);
    }

    /** Among its readers are PipeDecoder, which gives names to a shell, and a downloader of programs. */
    @Test
    void shouldNotReadAudioThroughTarsos() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("be.tarsos.dsp.io..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheChartLibraryToThePictures() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.genrestream.cli.picture..", "io.genrestream.cli.plot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jfree..", "org.apache.batik..")
                .check(CLASSES);
    }

    @Test
    void shouldNameThingsByWhatTheyAre() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..manager..")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .check(CLASSES);
    }
}
