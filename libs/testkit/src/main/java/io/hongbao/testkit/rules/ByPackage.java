package io.hongbao.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Each of our packages is a slice of its own. */
final class ByPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ArchitectureRules.ROOT)
                ? SliceIdentifier.of(name)
                : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "packages";
    }
}
