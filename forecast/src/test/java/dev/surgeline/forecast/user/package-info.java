/// Models that users bring.
package dev.surgeline.forecast.user;
