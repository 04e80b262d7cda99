using HelloMeme.Reenactment.Samples;
using HelloMeme.Studio.Assets;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>Where the portrait comes from: a drawn one, the visitor's own, or one used before.</summary>
public sealed partial class PortraitStep : IDisposable
{
    private const int RecentPhotos = 8;
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<Asset> _recent = [];
    private string? _taking;

    [Inject]
    public required AssetStore Kept { get; init; }

    [Inject]
    public required SampleShelf Samples { get; init; }

    [Parameter]
    [EditorRequired]
    public required string Owner { get; set; }

    /// <summary>The id of the portrait.</summary>
    [Parameter]
    public EventCallback<Guid> OnChosen { get; set; }

    protected override async Task OnInitializedAsync() =>
        _recent = [.. (await Kept.ListAsync(Owner, _closing.Token)).Where(a => a.Kind is AssetKind.Picture).Take(RecentPhotos)];

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task TakeSampleAsync(string name)
    {
        _taking = name;
        var asset = await Samples.TakeAsync(Owner, name, _closing.Token);
        _taking = null;
        await OnChosen.InvokeAsync(asset.Id);
    }
}
