package io.hongbao.serving.ticket;

import io.hongbao.contracts.ticket.Operation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The operation whose ticket a controller method serves. A method without it serves nobody. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresTicket {
    Operation value();
}
