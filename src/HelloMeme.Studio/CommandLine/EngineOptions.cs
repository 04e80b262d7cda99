using System.CommandLine;
using System.Globalization;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;

namespace HelloMeme.Studio.CommandLine;

/// <summary>The HelloMeme engine's settings as options of render.</summary>
internal sealed class EngineOptions
{
    private static readonly RenderSettings Default = new();

    private readonly Option<string> _version = new("--version") { Description = $"HelloMeme version: {string.Join(", ", NetworkCatalog.Versions.Select(v => v.Name))}.", DefaultValueFactory = _ => Default.Version };
    private readonly Option<string> _checkpoint = new("--checkpoint") { Description = "Stable Diffusion 1.5 or the name of a style under models/checkpoints/styles.", DefaultValueFactory = _ => Default.Checkpoint };
    private readonly Option<string> _prompt = new("--prompt") { Description = "Goes before the version's own prompt.", DefaultValueFactory = _ => "" };
    private readonly Option<string> _negative = new("--negative-prompt") { Description = "What should not be in the picture.", DefaultValueFactory = _ => "" };
    private readonly Option<int> _clipSkip = new("--clip-skip") { Description = "0 to 2 layers of the text encoder left out, for styles trained so; 1 is what others call clip skip 2.", DefaultValueFactory = _ => Default.ClipSkip };
    private readonly Option<int> _steps = new("--steps") { Description = "Denoising steps, 1 to 100.", DefaultValueFactory = _ => Default.NumInferenceSteps };
    private readonly Option<float> _guidance = new("--guidance") { Description = "1 = without, quicker; 1.5 as the official code has it.", DefaultValueFactory = _ => Default.GuidanceScale };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Another number makes another take.", DefaultValueFactory = _ => Default.Seed };
    private readonly Option<float> _translation = new("--translation-ratio") { Description = "0 to 1: how much of the driver's way across the picture the head follows.", DefaultValueFactory = _ => Default.TranslationRatio };
    private readonly Option<string> _control = new("--control") { Description = "emotion, or blendshapes (needs the official face models and the image encoder).", DefaultValueFactory = _ => "emotion" };
    private readonly Option<string> _poseBase = new("--pose-base") { Description = "driver: turns as the driver does; portrait: turns on from the portrait's own pose.", DefaultValueFactory = _ => "driver" };
    private readonly Option<string> _stylize = new("--stylize") { Description = "x1: the style draws, plain Stable Diffusion looks at the portrait; x2: the style does both.", DefaultValueFactory = _ => "x1" };
    private readonly Option<string> _rate = new("--fps") { Description = "Frames per second of the film, or driver for the motion's own.", DefaultValueFactory = _ => "8" };
    private readonly Option<bool> _quick = new("--quick") { Description = "8 steps without guidance: quicker, of lower quality." };

    public EngineOptions()
    {
        _version.AcceptOnlyFromAmong([.. NetworkCatalog.Versions.Select(v => v.Name)]);
        _control.AcceptOnlyFromAmong("emotion", "blendshapes");
        _poseBase.AcceptOnlyFromAmong("driver", "portrait");
        _stylize.AcceptOnlyFromAmong("x1", "x2");
    }

    public Option<bool> Yes { get; } = new("--yes") { Description = "Do not ask before a render of over 30 minutes." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_version, _checkpoint, _prompt, _negative, _clipSkip, _steps, _guidance, _seed, _translation, _control, _poseBase, _stylize, _rate, _quick, Yes]) command.Options.Add(option);
    }

    /// <exception cref="UserFaultException">"bad-settings": --fps is no number.</exception>
    public RenderSettings Read(ParseResult parsed, int side)
    {
        var settings = new RenderSettings
        {
            Version = parsed.GetValue(_version)!,
            Checkpoint = parsed.GetValue(_checkpoint)!,
            Prompt = parsed.GetValue(_prompt)!,
            NegativePrompt = parsed.GetValue(_negative)!,
            ClipSkip = parsed.GetValue(_clipSkip),
            NumInferenceSteps = parsed.GetValue(_steps),
            GuidanceScale = parsed.GetValue(_guidance),
            Seed = parsed.GetValue(_seed),
            TranslationRatio = parsed.GetValue(_translation),
            Control = parsed.GetValue(_control) == "blendshapes" ? ControlKind.Blendshapes : ControlKind.Emotion,
            PoseBase = parsed.GetValue(_poseBase) == "portrait" ? PoseBase.Portrait : PoseBase.Driver,
            Stylize = parsed.GetValue(_stylize) == "x2" ? Stylize.X2 : Stylize.X1,
            FramesPerSecond = Rate(parsed.GetValue(_rate)!),
            Side = side,
        };
        return parsed.GetValue(_quick) ? settings.Quick() : settings;
    }

    /// <summary>Tells what a render will take; asks before a long one.</summary>
    /// <exception cref="UserFaultException">"render-too-long".</exception>
    public static async Task ExpectAsync(RenderEstimate estimate, bool yes, CommandLineHost host)
    {
        var told = $"about {Words(estimate.Time)} and {estimate.MemoryBytes / 1e9:0.0} GB of memory{(estimate.Measured ? "" : " (a rough figure: not measured yet on this device)")}";
        await host.Error.WriteLineAsync($"Expected: {told}.");
        if (!estimate.IsLong || yes) return;
        var refusal = new UserFaultException("render-too-long", $"This render would take {told}: add --yes to make it all the same, --quick for a quicker one of lower quality, or --engine draft.");
        if (host.Answers is not { } answers) throw refusal;
        await host.Error.WriteAsync("Make it all the same? --quick and --engine draft are quicker. [y/N] ");
        if ((await answers.ReadLineAsync())?.Trim().StartsWith("y", StringComparison.OrdinalIgnoreCase) != true) throw refusal;
    }

    private static int? Rate(string text) => text == "driver" ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) ? rate
        : throw new UserFaultException("bad-settings", $"--fps is '{text}'; write a whole number, or driver for the motion's own rate.");

    private static string Words(TimeSpan time) => time.TotalMinutes < 1 ? $"{Math.Ceiling(time.TotalSeconds):0} s" : time.TotalHours < 1.5 ? $"{Math.Ceiling(time.TotalMinutes):0} min" : $"{time.TotalHours:0.0} h";
}
