package io.hongbao.testkit.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What machines can check of the architecture. A module's test calls {@link #check} with its base
 * package; the canaries of this module show that each rule can fail.
 */
public final class ArchitectureRules {

    static final String ROOT = "io.hongbao";

    /** Each is a program of its own; only contracts and calls connect them. */
    private static final List<String> SERVICES =
            List.of("packet", "pay", "ledgerconsumer", "gateway", "reconcile");

    private static final List<String> LIBS =
            List.of("contracts", "catalogue", "lanes", "events", "ledger", "serving", "testkit");

    /** For tests, and for what runs a suite on one machine, its drills and benches. */
    private static final List<String> APPARATUS = List.of("servers", "planter");

    private static final Set<String> INJECTING_ANNOTATIONS =
            Set.of(
                    "org.springframework.beans.factory.annotation.Autowired",
                    "org.springframework.beans.factory.annotation.Value",
                    "jakarta.inject.Inject",
                    "jakarta.annotation.Resource");

    /** Where chance and time come from; everybody else gets them through the constructor. */
    private static final DescribedPredicate<JavaClass> WIRING =
            DescribedPredicate.describe(
                    "wiring (…Config) or a program's entry",
                    type -> {
                        String name = outermost(type).getSimpleName();
                        return name.endsWith("Config")
                                || name.endsWith("Application")
                                || name.endsWith("Main");
                    });

    private ArchitectureRules() {}

    /** Checks every rule over the main classes below this package. */
    public static void check(String basePackage) {
        JavaClasses imported =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(basePackage);
        if (imported.isEmpty()) {
            throw new IllegalStateException("no classes below " + basePackage);
        }
        for (ArchRule rule : all()) {
            rule.allowEmptyShould(true).check(imported);
        }
    }

    /** Every rule. */
    public static List<ArchRule> all() {
        return List.of(
                packagesHaveNoCycles(),
                everyPackageIsNullMarked(),
                contractsStandAlone(),
                servicesAreIndependent(),
                libsDoNotKnowServices(),
                noFieldInjection(),
                noStaticState(),
                timeAndChanceAreInjected(),
                noOldDates(),
                noDigitsOfTheLocale(),
                noFloatingPointInContracts(),
                noTestCodeInMain(),
                noApparatusInProduction(),
                IndependentChain.rule());
    }

    static ArchRule packagesHaveNoCycles() {
        return slices().assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user cannot be read alone");
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes().should(new BeInNullMarkedPackage()).because("null is checked only there");
    }

    static ArchRule contractsStandAlone() {
        return classes()
                .that()
                .resideInAPackage(ROOT + ".contracts..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "java..", "javax..", "org.jspecify..", ROOT + ".contracts.."))
                .because("what crosses a process must not bring libraries along");
    }

    static ArchRule servicesAreIndependent() {
        return classes()
                .that(in(SERVICES))
                .should(new NotDependOnAnotherService(SERVICES))
                .because("they are separate programs");
    }

    static ArchRule libsDoNotKnowServices() {
        return noClasses()
                .that(in(LIBS).or(in(APPARATUS)))
                .should()
                .dependOnClassesThat(in(SERVICES))
                .because("dependencies point one way: services, then libs");
    }

    static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith(
                        DescribedPredicate.describe(
                                "an annotation that injects",
                                annotation ->
                                        INJECTING_ANNOTATIONS.contains(
                                                annotation.getRawType().getName())))
                .because("what a class needs is in its constructor");
    }

    static ArchRule noStaticState() {
        return fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("static state is shared by everybody and owned by nobody");
    }

    static ArchRule timeAndChanceAreInjected() {
        return noClasses()
                .that(DescribedPredicate.not(WIRING))
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "it asks the machine for time or chance",
                                ArchitectureRules::isTimeOrChance))
                .because("tests move clocks and choose seeds");
    }

    static ArchRule noOldDates() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("java.util")
                                .and(
                                        DescribedPredicate.describe(
                                                "Date or Calendar",
                                                type ->
                                                        type.getSimpleName().equals("Date")
                                                                || type.getSimpleName()
                                                                        .endsWith("Calendar"))))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.text.SimpleDateFormat")
                .because("java.time says what it means");
    }

    /** The compiler's check does not see a reference to the method. */
    static ArchRule noDigitsOfTheLocale() {
        return noClasses()
                .should()
                .accessTargetWhere(
                        DescribedPredicate.describe(
                                "it formats without a locale",
                                access ->
                                        access.getTargetOwner().isEquivalentTo(String.class)
                                                && access.getTarget()
                                                        .getName()
                                                        .equals("formatted")))
                .because("some locales have digits that no database and no client reads");
    }

    static ArchRule noFloatingPointInContracts() {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(ROOT + ".contracts..")
                .should()
                .haveRawType(double.class)
                .orShould()
                .haveRawType(float.class)
                .orShould()
                .haveRawType(BigDecimal.class)
                .because("amounts are whole fen");
    }

    static ArchRule noTestCodeInMain() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".testkit..", "org.junit..", "org.assertj..", "org.mockito..")
                .because("test libraries are for tests");
    }

    static ArchRule noApparatusInProduction() {
        return noClasses()
                .that(in(SERVICES).or(in(LIBS)))
                .should()
                .dependOnClassesThat(in(APPARATUS))
                .because("in production nothing starts databases or plants faults");
    }

    private static DescribedPredicate<JavaClass> in(List<String> modules) {
        return resideInAnyPackage(
                modules.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new));
    }

    private static boolean isTimeOrChance(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.time.Instant",
                    "java.time.LocalDate",
                    "java.time.LocalDateTime",
                    "java.time.ZonedDateTime",
                    "java.time.OffsetDateTime" ->
                    name.equals("now")
                            && !access.getTarget().getFullName().contains("java.time.Clock");
            case "java.time.Clock" -> name.startsWith("system");
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.lang.Math" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            default -> false;
        };
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
