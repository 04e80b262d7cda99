using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using HelloMeme.Studio.About;

namespace HelloMeme.Studio.CommandLine;

/// <summary>doctor: what works on this machine, what is missing and where it was looked for. Ends with 1 where something that is needed is broken.</summary>
public static class DoctorVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create(CommandLineHost host)
    {
        var json = new Option<bool>("--json") { Description = "A list of {name, state, detail}; state is ready, absent (optional) or broken." };
        var command = new Command("doctor", "Looks at this machine: engines, face models, ffmpeg, providers, CUDA libraries, folders, disk space.") { json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = host.CreateServices();
            var checks = await services.GetRequiredService<Doctor>().ExamineAsync(token);
            host.Output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(checks, Json) : Text(checks));
            return ExitCode(checks);
        });
        return command;
    }

    public static int ExitCode(IEnumerable<SystemCheck> checks) => checks.Any(c => c.State == CheckState.Broken) ? 1 : 0;

    public static string Text(IReadOnlyList<SystemCheck> checks)
    {
        var width = checks.Max(c => c.Name.Length);
        var broken = checks.Count(c => c.State == CheckState.Broken);
        var lines = checks.Select(c => $"{Mark(c.State)}  {c.Name.PadRight(width)}  {c.Detail}");
        return string.Join('\n', lines.Append(broken == 0 ? "Nothing that is needed is broken." : $"{broken} {(broken == 1 ? "needs" : "need")} you."));
    }

    private static string Mark(CheckState state) => state switch
    {
        CheckState.Ready => "ok    ",
        CheckState.Absent => "absent",
        _ => "BROKEN",
    };
}
