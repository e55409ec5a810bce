import { Option, type Command } from 'commander';
import { drivers, type DriverOption } from '../../n8n/index.ts';
import { wholeNumber } from './parse-number.ts';

/** Declares the options that apply only to the targets of one driver. */
export function addDriverOptions(
  command: Command,
  wanted: (option: DriverOption) => boolean = () => true,
): Command {
  for (const { flags, description, range, hidden } of drivers
    .flatMap(({ options }) => options ?? [])
    .filter(wanted)) {
    const option = new Option(flags, description).hideHelp(hidden === true);
    if (range !== undefined) option.argParser(wholeNumber(flags.replace(/ .*/, ''), range));
    command.addOption(option);
  }
  return command;
}
