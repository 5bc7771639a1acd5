/** Nobody begins what is overdue: the deadlines of calls, as they come in headers. */
@NullMarked
package io.hongbao.serving.deadline;

import org.jspecify.annotations.NullMarked;
