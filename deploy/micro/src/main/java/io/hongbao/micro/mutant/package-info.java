/** Runs the mutants of {@code deploy/micro/mutants}: bugs that some test has to notice. */
@NullMarked
package io.hongbao.micro.mutant;

import org.jspecify.annotations.NullMarked;
