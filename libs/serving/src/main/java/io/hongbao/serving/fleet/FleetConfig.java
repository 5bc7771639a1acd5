package io.hongbao.serving.fleet;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Reads the fleet from the settings. */
@AutoConfiguration
@EnableConfigurationProperties(FleetSettings.class)
public class FleetConfig {}
