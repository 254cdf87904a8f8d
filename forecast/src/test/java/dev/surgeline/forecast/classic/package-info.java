/// The textbook forecasters held against closed forms, published examples and dumb twins.
package dev.surgeline.forecast.classic;
