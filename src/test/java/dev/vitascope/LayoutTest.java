package dev.vitascope;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rules of docs/architecture.md. */
@AnalyzeClasses(packages = "dev.vitascope", importOptions = DoNotIncludeTests.class)
class LayoutTest {

  private static final String OURS = "dev.vitascope..";
  private static final String[] STAGES = {
    "..vitascope.catalog..",
    "..vitascope.delivery..",
    "..vitascope.ingest..",
    "..vitascope.media..",
    "..vitascope.pinning..",
    "..vitascope.retention..",
    "..vitascope.status.."
  };

  @ArchTest
  static final ArchRule importsRunInNoCircle =
      slices().matching("dev.vitascope.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule theWordsKnowNothingOfOurs = only("video", "..vitascope.video..");

  @ArchTest
  static final ArchRule theDatabaseKnowsTheWords =
      only("db", "..vitascope.db..", "..vitascope.video..");

  @ArchTest
  static final ArchRule theBusKnowsTheDatabase =
      only(
          "bus",
          "..vitascope.bus..",
          "..vitascope.db..",
          "..vitascope.tracing..",
          "..vitascope.video..");

  @ArchTest
  static final ArchRule theDoorKnowsTheWords =
      only(
          "api",
          "..vitascope.access..",
          "..vitascope.api..",
          "..vitascope.tracing..",
          "..vitascope.video..");

  @ArchTest
  static final ArchRule tracingKnowsTheWords =
      only("tracing", "..vitascope.tracing..", "..vitascope.video..");

  @ArchTest
  static final ArchRule accessKnowsTheWords =
      only("access", "..vitascope.access..", "..vitascope.video..");

  @ArchTest
  static final ArchRule linksKnowTheWords =
      only("links", "..vitascope.links..", "..vitascope.video..");

  @ArchTest
  static final ArchRule theStorageKnowsTheWords =
      only("objectstore", "..vitascope.objectstore..", "..vitascope.video..");

  @ArchTest
  static final ArchRule embeddedServicesKnowOnlyProcesses =
      only("devservices", "..vitascope.devservices..", "..vitascope.process..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsEmbeddedServices =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..vitascope.devservices..", "..vitascope.cli..", "dev.vitascope")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..vitascope.devservices..");

  @ArchTest
  static final ArchRule stagesDoNotKnowEachOther =
      slices()
          .matching("dev.vitascope.(catalog|delivery|ingest|media|pinning|retention|status)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule nobodyKnowsTheTop =
      noClasses()
          .that()
          .resideInAnyPackage(STAGES)
          .should()
          .dependOnClassesThat(resideInAnyPackage("dev.vitascope", "..vitascope.cli.."));

  /** Nodes' clocks differ: what one node decides for all is decided by the database's. */
  @ArchTest
  static final ArchRule leasesAndWaitsAreByTheDatabasesClock =
      noClasses()
          .that()
          .resideInAnyPackage("..bus..", "..catalog..", "..db..", "..fsck..", "..pinning..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  private static ArchRule only(String name, String... packages) {
    return classes()
        .that()
        .resideInAPackage("..vitascope." + name + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages)
                .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(OURS))))
        .allowEmptyShould(true);
  }
}
