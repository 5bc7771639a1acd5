/** What is published after a commit: records, topics, partitions and signatures. */
@NullMarked
package io.hongbao.contracts.event;

import org.jspecify.annotations.NullMarked;
