using System.Diagnostics;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Passes progress on and measures the steps in it. The first step of each level opens networks and does not count.</summary>
internal sealed class StepClock(RenderSettings settings, int frames, bool film, bool testWeights, Action<RenderProgress> progress)
{
    private readonly int[] _evaluations = [.. KeyFrameLevel.For(frames).Select(l => l.Chunks.Sum(c => c.Length))];
    private RenderProgress _last;
    private long _since = Stopwatch.GetTimestamp();
    private double _stepSeconds, _restSeconds;
    private int _stepFrames, _restFrames;

    /// <summary>Null where too little was seen, as after a restart.</summary>
    public StepTime? Measured => _stepFrames == 0 || _restFrames == 0 ? null : new StepTime(_stepSeconds / _stepFrames, _restSeconds / _restFrames);

    /// <summary>Test weights are hundreds of times smaller than real ones: their times say nothing about those.</summary>
    public static string Key(RenderSettings settings, bool film, bool testWeights, SessionSettings sessions) =>
        $"{(testWeights ? "test weights " : "")}{(film ? EngineWeights.VersionOf(settings, film).Name + " film" : settings.Version + " picture")} {settings.Side} px, batch {settings.Branches}, {settings.Control}, {RenderEstimate.Device(sessions)}".ToLowerInvariant();

    public string Key(SessionSettings sessions) => Key(settings, film, testWeights, sessions);

    public void Report(RenderProgress value)
    {
        var seconds = Stopwatch.GetElapsedTime(_since).TotalSeconds;
        var goesOn = value.Stage == _last.Stage && value.Step == _last.Step + 1 && value.Step > 1;
        if (value.Stage == RenderStage.Denoising && goesOn && (value.Step - 1) % settings.NumInferenceSteps != 0)
        {
            _stepSeconds += seconds;
            _stepFrames += _evaluations[(value.Step - 1) / settings.NumInferenceSteps];
        }
        else if (value.Stage is RenderStage.Faces or RenderStage.Control or RenderStage.Decoding && (goesOn || frames == 1))
        {
            _restSeconds += seconds;
            if (value.Stage == RenderStage.Decoding) _restFrames++;
        }

        _last = value;
        progress(value);
        _since = Stopwatch.GetTimestamp();
    }
}
