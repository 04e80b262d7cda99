using System.CommandLine;
using System.Globalization;
using HelloMeme.Media;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.CommandLine;

/// <summary>render: a portrait and a motion become an MP4, WebP, GIF or PNG.</summary>
public static class RenderVerb
{
    public static Command Create(CommandLineHost host)
    {
        var portrait = new Option<string>("--portrait") { Description = "Photo of a face (JPEG, PNG, WebP, GIF, AVIF, TIFF).", Required = true };
        var driving = new Option<string?>("--driving") { Description = "Picture or clip whose face drives the portrait; with --motion TRACK.json the clip that the track was captured from." };
        var motion = new Option<string?>("--motion") { Description = "Preset name (see 'motions') or a track file ending in .json." };
        var output = new Option<string>("--out") { Description = "Film to write: .mp4, .webp, .gif or .png (a still).", Required = true };
        var engine = new Option<string>("--engine") { Description = "draft: geometry only, works everywhere; hellomeme: diffusion, needs weights (see 'models').", DefaultValueFactory = _ => "draft" };
        engine.AcceptOnlyFromAmong("draft", "hellomeme");
        var face = new Option<int?>("--face") { Description = "Which face of the photo, 1 = leftmost." };
        var drivingFace = new Option<int?>("--driving-face") { Description = "Which face of the driving picture or clip, 1 = leftmost." };
        var size = new Option<string>("--size") { Description = "full: the photo's size; 512: the square face crop; hellomeme is always square, 512 or (quicker, of lower quality) 256 or 128.", DefaultValueFactory = _ => "full" };
        size.AcceptOnlyFromAmong("full", "512", "256", "128");
        var strength = new Option<double>("--strength") { Description = "0 to 2; 1 = as it is.", DefaultValueFactory = _ => 1 };
        var only = new Option<string?>("--only") { Description = "expression or pose." };
        only.AcceptOnlyFromAmong("expression", "pose");
        var from = new Option<string?>("--from") { Description = "Start in the driving clip: seconds or m:ss." };
        var to = new Option<string?>("--to") { Description = "End in the driving clip: seconds or m:ss." };
        var top = new Option<string?>("--caption-top") { Description = "Text along the top." };
        var bottom = new Option<string?>("--caption-bottom") { Description = "Text along the bottom." };

        var command = new Command("render", "Makes a film from a portrait and a motion.")
        {
            portrait, driving, drivingFace, motion, output, engine, face, size, strength, only, from, to, top, bottom,
        };
        var settings = new EngineOptions();
        settings.AddTo(command);
        command.Validators.Add(result =>
        {
            var (clip, name) = (result.GetValue(driving), result.GetValue(motion));
            if (clip is null == name is null && !(clip is not null && IsTrack(name!))) result.AddError("Give either --driving FILE or --motion NAME.");
            if (result.GetValue(engine) == "draft" && result.GetValue(size) is "256" or "128") result.AddError("--size 256 and 128 are for --engine hellomeme.");
            if (result.GetValue(strength) is < 0 or > 2) result.AddError("--strength lies between 0 and 2.");
        });
        command.SetAction(async (parsed, token) =>
        {
            var order = new FilmOrder
            {
                PortraitPath = parsed.GetValue(portrait)!,
                Face = parsed.GetValue(face),
                Motion = Source(parsed.GetValue(driving), parsed.GetValue(drivingFace), parsed.GetValue(motion)),
                OutputPath = parsed.GetValue(output)!,
                Engine = parsed.GetValue(engine) == "hellomeme" ? FilmEngine.HelloMeme : FilmEngine.Draft,
                Settings = settings.Read(parsed, parsed.GetValue(size) is { } side and not "full" ? int.Parse(side, CultureInfo.InvariantCulture) : 512),
                Size = parsed.GetValue(size) == "512" ? FilmSize.Square : FilmSize.Full,
                Strength = parsed.GetValue(strength),
                Only = parsed.GetValue(only) switch { "expression" => FilmPart.Expression, "pose" => FilmPart.Pose, _ => FilmPart.All },
                From = Time("--from", parsed.GetValue(from)),
                To = Time("--to", parsed.GetValue(to)),
                CaptionTop = parsed.GetValue(top),
                CaptionBottom = parsed.GetValue(bottom),
            };
            await using var services = host.CreateServices();
            var bar = new ProgressBar(host);
            Film film;
            try
            {
                film = await services.GetRequiredService<FilmMaker>().MakeAsync(order, bar, token, expect: estimate =>
                {
                    bar.Finish();
                    return EngineOptions.ExpectAsync(estimate, parsed.GetValue(settings.Yes), host);
                });
            }
            finally
            {
                bar.Finish();
            }

            foreach (var warning in film.Warnings) await host.Error.WriteLineAsync(warning);
            host.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{order.OutputPath}: {film.Width}x{film.Height}, {film.Frames} frames, {film.Duration.TotalSeconds:0.00} s"));
            return 0;
        });
        return command;
    }

    private static MotionSource Source(string? driving, int? face, string? motion) => (driving, motion) switch
    {
        (var clip, { } name) when IsTrack(name) => new MotionSource.TrackFile(name, clip),
        ({ } path, _) => new MotionSource.Driver(path, Face: face),
        _ => new MotionSource.Preset(motion!),
    };

    private static bool IsTrack(string motion) => motion.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>"12.5", "1:05" or "0:01:05" as a time.</summary>
    internal static TimeSpan? Time(string option, string? text)
    {
        if (text is null) return null;
        var seconds = 0.0;
        foreach (var part in text.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 86_400)
                throw new UserFaultException("not-a-time", $"{option} is '{text}'; write seconds such as 3.5, or minutes such as 1:05.");
            seconds = seconds * 60 + value;
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
