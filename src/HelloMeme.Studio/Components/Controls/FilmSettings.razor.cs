using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Captions, format, strength, speed, playback, sound.</summary>
public sealed partial class FilmSettings : IDisposable
{
    private static readonly (FilmShape, string)[] Shapes = [(FilmShape.Full, "Full frame"), (FilmShape.Square, "Square"), (FilmShape.FourToFive, "4:5"), (FilmShape.NineToSixteen, "9:16")];
    private static readonly (FilmPart, string)[] Parts = [(FilmPart.All, "Everything"), (FilmPart.Expression, "Expression only"), (FilmPart.Pose, "Head only")];
    private static readonly (FilmPlayback, string)[] Playbacks = [(FilmPlayback.Forward, "Loop"), (FilmPlayback.PingPong, "Ping-pong")];
    private static readonly (FilmSound, string)[] Sounds = [(FilmSound.Keep, "Keep"), (FilmSound.Replace, "Replace"), (FilmSound.Mute, "Mute")];
    private readonly CancellationTokenSource _closing = new();
    private string? _fault;
    private string? _sound;

    [Inject]
    public required AssetStore Kept { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    [Parameter]
    [EditorRequired]
    public required RenderOrder Order { get; set; }

    /// <summary>A change to be made to the newest order: <see cref="Order"/> may be older while the line is slow.</summary>
    [Parameter]
    public EventCallback<Func<RenderOrder, RenderOrder>> OnChange { get; set; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private Task Change(Func<RenderOrder, RenderOrder> change) => OnChange.InvokeAsync(change);

    private Task ChooseSound(FilmSound sound) => Change(o => o with { Sound = sound, SoundFrom = null });

    private async Task TakeSoundAsync(Guid clip)
    {
        var asset = await Kept.FindOrNullAsync(Owner, clip, _closing.Token);
        _fault = asset is { HasSound: true } ? null : "This clip has no sound: choose another one.";
        _sound = asset?.Name;
        if (_fault is null) await Change(o => o with { SoundFrom = clip });
    }
}
