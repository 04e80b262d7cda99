using System.CommandLine;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.CommandLine;

/// <summary>motions: the shipped presets.</summary>
public static class MotionsVerb
{
    public static Command Create(CommandLineHost host)
    {
        var command = new Command("motions", "Lists the shipped motions.");
        command.SetAction(_ =>
        {
            foreach (var preset in Presets.All) host.Output.WriteLine($"{preset.Name,-16} {preset.Track.Seconds,4:0.0} s  {preset.Description}");
            return 0;
        });
        return command;
    }
}
