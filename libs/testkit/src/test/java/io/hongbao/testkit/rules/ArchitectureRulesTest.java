package io.hongbao.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTest {

    private static final String CANARIES = "io.hongbao.testkit.rules.canary";

    private static final JavaClasses EVERYTHING =
            new ClassFileImporter().importPackages("io.hongbao");

    /** Each rule with a class that breaks it. */
    static Stream<Arguments> canaries() {
        return Stream.of(
                arguments(ArchitectureRules.packagesHaveNoCycles(), CANARIES + ".first.First"),
                arguments(
                        ArchitectureRules.everyPackageIsNullMarked(),
                        "io.hongbao.testkit.unmarked.Unmarked"),
                arguments(
                        ArchitectureRules.contractsStandAlone(),
                        "io.hongbao.contracts.canary.LoggingContract"),
                arguments(
                        ArchitectureRules.servicesAreIndependent(),
                        "io.hongbao.packet.canary.UsesPayments"),
                arguments(
                        ArchitectureRules.libsDoNotKnowServices(),
                        "io.hongbao.lanes.canary.KnowsPayments"),
                arguments(IndependentChain.rule(), "io.hongbao.packet.canary.AsksSomebody"),
                arguments(ArchitectureRules.noFieldInjection(), CANARIES + ".InjectedField"),
                arguments(ArchitectureRules.noStaticState(), CANARIES + ".StaticState"),
                arguments(
                        ArchitectureRules.timeAndChanceAreInjected(),
                        "io.hongbao.packet.canary.InstantNow"),
                arguments(
                        ArchitectureRules.timeAndChanceAreInjected(),
                        "io.hongbao.packet.canary.SystemClock"),
                arguments(
                        ArchitectureRules.timeAndChanceAreInjected(),
                        "io.hongbao.packet.canary.RandomId"),
                arguments(
                        ArchitectureRules.timeAndChanceAreInjected(),
                        "io.hongbao.packet.canary.RandomNumber"),
                arguments(
                        ArchitectureRules.timeAndChanceAreInjected(),
                        "io.hongbao.packet.canary.Milliseconds"),
                arguments(ArchitectureRules.noOldDates(), CANARIES + ".OldDate"),
                arguments(ArchitectureRules.noDigitsOfTheLocale(), CANARIES + ".LocaleDigits"),
                arguments(
                        ArchitectureRules.noFloatingPointInContracts(),
                        "io.hongbao.contracts.canary.FloatingAmount"),
                arguments(
                        ArchitectureRules.noTestCodeInMain(),
                        "io.hongbao.packet.canary.UsesTestkit"),
                arguments(
                        ArchitectureRules.noApparatusInProduction(),
                        "io.hongbao.packet.canary.StartsDatabase"));
    }

    @ParameterizedTest
    @MethodSource("canaries")
    void each_rule_fails_on_its_canary(ArchRule rule, String canary) {
        assertThatThrownBy(() -> rule.check(EVERYTHING))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(canary);
    }

    @Test
    void every_rule_has_a_canary() {
        Set<String> shown =
                canaries()
                        .map(canary -> ((ArchRule) canary.get()[0]).getDescription())
                        .collect(Collectors.toSet());
        List<String> rules =
                ArchitectureRules.all().stream().map(ArchRule::getDescription).toList();

        assertThat(shown).containsExactlyInAnyOrderElementsOf(rules);
    }

    @Test
    void an_injected_clock_breaks_no_rule() {
        JavaClasses injected =
                EVERYTHING.that(
                        DescribedPredicate.describe(
                                "is given its clock",
                                type -> type.getSimpleName().equals("InjectedClock")));

        for (ArchRule rule : ArchitectureRules.all()) {
            assertThatCode(() -> rule.allowEmptyShould(true).check(injected))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void this_module_keeps_the_rules() {
        assertThatCode(() -> ArchitectureRules.check("io.hongbao.testkit"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_package_without_classes_is_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> ArchitectureRules.check("io.hongbao.nowhere"))
                .isInstanceOf(IllegalStateException.class);
    }
}
