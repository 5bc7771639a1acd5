/** YAML files that an operator writes: read strictly, and followed while a process runs. */
@NullMarked
package io.hongbao.catalogue.file;

import org.jspecify.annotations.NullMarked;
