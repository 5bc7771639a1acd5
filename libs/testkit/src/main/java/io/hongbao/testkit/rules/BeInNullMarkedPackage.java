package io.hongbao.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Holds for classes whose package has a package-info with the annotation. */
final class BeInNullMarkedPackage extends ArchCondition<JavaClass> {

    BeInNullMarkedPackage() {
        super("be in a package whose package-info is @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean marked =
                type.getPackage()
                        .tryGetPackageInfo()
                        .filter(found -> found.isAnnotatedWith(NullMarked.class))
                        .isPresent();
        if (!marked) {
            events.add(
                    SimpleConditionEvent.violated(
                            type, "not @NullMarked: package of " + type.getName()));
        }
    }
}
