package io.hongbao.testkit.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;

/** Holds for classes of a service that use no class of another one. */
final class NotDependOnAnotherService extends ArchCondition<JavaClass> {

    private final List<String> services;

    NotDependOnAnotherService(List<String> services) {
        super("not depend on another service");
        this.services = services;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        Optional<String> own = serviceOf(type);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            Optional<String> other = serviceOf(dependency.getTargetClass());
            if (other.isPresent() && !other.equals(own)) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
        }
    }

    private Optional<String> serviceOf(JavaClass type) {
        String inside = type.getPackageName() + ".";
        return services.stream()
                .filter(name -> inside.startsWith(ArchitectureRules.ROOT + "." + name + "."))
                .findFirst();
    }
}
