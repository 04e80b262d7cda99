using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Components.Controls;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Motions;
using HelloMeme.Studio.Previews;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>Where a kept motion is edited. The rest of the address is the Create page's, for whom it is edited and where to go back to.</summary>
public sealed partial class MotionPage : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private Motion? _motion;
    private CurveEditorSettings? _settings;
    private string _back = "/";
    private bool _missing;

    [Inject]
    public required CurrentVisitor Visitor { get; init; }

    [Inject]
    public required MotionStore Motions { get; init; }

    [Inject]
    public required AssetStore Kept { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Whose face moves; null for none.</summary>
    [SupplyParameterFromQuery]
    public Guid? Portrait { get; set; }

    [SupplyParameterFromQuery]
    public string? Framing { get; set; }

    [SupplyParameterFromQuery]
    public int? Face { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var owner = await Visitor.OwnerAsync();
        _motion = owner is null ? null : await Motions.FindOrNullAsync(owner, Id, _closing.Token);
        _missing = _motion is null;
        _back = CreateAddress.WithMotion(Navigation, _missing ? new MotionChoice() : new MotionChoice { Motion = Id });
        _settings = _missing ? null : await ReadAsync(owner!);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task<CurveEditorSettings> ReadAsync(string owner)
    {
        var driver = _motion!.DriverId is { } id ? await Kept.FindOrNullAsync(owner, id, _closing.Token) : null;
        var portrait = Portrait is { } photo ? await Kept.FindOrNullAsync(owner, photo, _closing.Token) : null;
        return new CurveEditorSettings(
            Id,
            portrait is null ? null : PreviewEndpoints.LiveAddress(new RenderOrder { Portrait = portrait.Id, Framing = Films.Framing.Parse(Framing), Face = Face, Motion = new MotionChoice() }, tile: false),
            driver is { Kind: AssetKind.Clip } ? AssetEndpoints.FilmAddress(driver.Id) : null,
            driver is { Kind: AssetKind.Picture } ? AssetEndpoints.PictureAddress(driver.Id) : null,
            driver is { HasSound: true } ? AssetEndpoints.SoundAddress(driver.Id) : null,
            _back);
    }
}
