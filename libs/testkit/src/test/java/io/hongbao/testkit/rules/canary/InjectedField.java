package io.hongbao.testkit.rules.canary;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

/** Hides what it needs. */
class InjectedField {

    @Autowired @Nullable Object hidden;
}
