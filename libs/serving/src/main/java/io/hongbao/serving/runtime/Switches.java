package io.hongbao.serving.runtime;

import io.hongbao.catalogue.RuntimeSettings;
import io.hongbao.catalogue.Switch;
import io.hongbao.contracts.overload.AdmissionRank;
import io.hongbao.contracts.overload.Tier;
import io.hongbao.contracts.problem.ProblemCode;
import io.hongbao.serving.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What operators have switched off, as {@code runtime.yaml} says now. */
public final class Switches {

    private final Supplier<RuntimeSettings> runtime;

    public Switches(Supplier<RuntimeSettings> runtime) {
        this.runtime = runtime;
    }

    public boolean off(Switch function) {
        return runtime.get().switchedOff().containsKey(function);
    }

    /** Ranks of the tiers that are not switched off: a tier goes with all that matter less. */
    public int ranksOn() {
        RuntimeSettings now = runtime.get();
        if (!now.switchedOff().isEmpty()) {
            for (Tier tier : Tier.values()) {
                if (now.off(Switch.tier(tier.number())).isPresent()) {
                    return AdmissionRank.first(tier);
                }
            }
        }
        return AdmissionRank.ALL;
    }

    /** Throws {@link ProblemException} with {@code switched_off} when the function is off. */
    public void check(Switch function) {
        if (off(function)) {
            throw problem(function);
        }
    }

    /** Shows, as a metric, whether the function is off. */
    public static void watch(
            MeterRegistry registry, Supplier<RuntimeSettings> runtime, Switch function) {
        Gauge.builder("hongbao.switch.off", () -> runtime.get().off(function).isPresent() ? 1 : 0)
                .tag("switch", function.name())
                .description("1 while the function is switched off")
                .register(registry);
    }

    /** The reason is the operator's: users are not told. */
    public static ProblemException problem(Switch function) {
        return ProblemException.of(ProblemCode.SWITCHED_OFF, "switched off for now: " + function);
    }
}
