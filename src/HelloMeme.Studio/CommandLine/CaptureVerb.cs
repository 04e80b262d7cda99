using System.CommandLine;
using HelloMeme.Media;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.CommandLine;

/// <summary>capture: a driving picture or clip becomes a motion track file.</summary>
public static class CaptureVerb
{
    public static Command Create(CommandLineHost host)
    {
        var driving = new Argument<string>("driving") { Description = "Picture or clip with a face." };
        var output = new Option<string>("--out") { Description = "Track file to write, ending in .json.", Required = true };
        var face = new Option<int?>("--face") { Description = "Which face, 1 = leftmost." };
        var neutral = new Option<string?>("--neutral") { Description = "For a picture: one of the same person at rest, which makes the reading finer." };
        var from = new Option<string?>("--from") { Description = "Start in the clip: seconds or m:ss." };
        var to = new Option<string?>("--to") { Description = "End in the clip: seconds or m:ss." };
        var command = new Command("capture", "Captures the motion of a face as an editable track.") { driving, output, face, neutral, from, to };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = host.CreateServices();
            var bar = new ProgressBar(host);
            var order = new FilmOrder
            {
                PortraitPath = "",
                OutputPath = parsed.GetValue(output)!,
                Motion = new MotionSource.Driver(parsed.GetValue(driving)!, Face: parsed.GetValue(face), NeutralPath: parsed.GetValue(neutral)),
                From = RenderVerb.Time("--from", parsed.GetValue(from)),
                To = RenderVerb.Time("--to", parsed.GetValue(to)),
            };
            if (!order.OutputPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                throw new UserFaultException("unknown-output", "A track is written as JSON: let the name given with --out end in .json.");
            FilmMotion motion;
            try
            {
                motion = await FilmMotion.ReadAsync(order, services.GetRequiredService<FaceAnalysis>(), new PhaseClock(FilmPhase.Motion, TimeProvider.System, bar), token);
            }
            finally
            {
                bar.Finish();
            }

            using var part = PartFile.For(order.OutputPath);
            await File.WriteAllTextAsync(part.Path, motion.Track.ToJson(), token);
            part.Publish();
            foreach (var warning in motion.Warnings) await host.Error.WriteLineAsync(warning);
            host.Output.WriteLine($"{order.OutputPath}: {motion.Track.Length} frames at {motion.Track.Rate:0.##} a second");
            return 0;
        });
        return command;
    }
}
