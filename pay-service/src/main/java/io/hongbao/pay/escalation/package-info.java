/** Card documents that wait for a person, because their bank gave no clear answer for too long. */
@NullMarked
package io.hongbao.pay.escalation;

import org.jspecify.annotations.NullMarked;
