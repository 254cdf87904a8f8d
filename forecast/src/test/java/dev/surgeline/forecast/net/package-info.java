/// Networks against finite differences, three plain loops and seasonal naive forecasts.
package dev.surgeline.forecast.net;
