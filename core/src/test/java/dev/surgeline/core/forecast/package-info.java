/// What a forecast says, and whether it is believed.
package dev.surgeline.core.forecast;
