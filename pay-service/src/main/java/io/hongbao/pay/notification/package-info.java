/** What users were told: as pages, and as streams that tell it when it happens. */
@NullMarked
package io.hongbao.pay.notification;

import org.jspecify.annotations.NullMarked;
