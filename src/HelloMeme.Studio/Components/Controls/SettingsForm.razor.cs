using System.Text;
using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>The settings of the HelloMeme engine: words and quality at hand, the rest folded.</summary>
public sealed partial class SettingsForm : IAsyncDisposable
{
    private const ulong MostSeed = (1UL << 53) - 1; // what scripts can hold exactly
    private static readonly RenderSettings Plain = new();
    private static readonly (bool, string)[] Qualities = [(false, "Full"), (true, "Quick, lower quality")];
    private static readonly (string, string)[] Versions = [.. NetworkCatalog.Versions.Select(v => (v.Name, v.Film == v.Name ? v.Name : $"{v.Name}, films as {v.Film}"))];
    private static readonly (int, string)[] Sides = [(512, "512"), (256, "256"), (128, "128")];
    private static readonly (Stylize, string)[] Styles = [(Stylize.X1, "The film"), (Stylize.X2, "Face and film")];
    private static readonly (int, string)[] Skips = [(0, "None"), (1, "1"), (2, "2")];
    private static readonly (int?, string)[] Rates = [(8, "8"), (null, "As the motion")];
    private static readonly (ControlKind, string)[] Controls = [(ControlKind.Emotion, "Pictures"), (ControlKind.Blendshapes, "Blendshapes")];
    private static readonly (PoseBase, string)[] Poses = [(PoseBase.Driver, "The driver"), (PoseBase.Portrait, "The portrait")];
    private IJSObjectReference? _module;
    private bool _tuned; // what was changed must be seen; once open it stays the visitor's to close

    [Inject]
    public required IJSRuntime JS { get; init; }

    [Parameter]
    [EditorRequired]
    public required RenderSettings Settings { get; set; }

    [Parameter]
    public bool Quick { get; set; }

    /// <summary>Names to choose from.</summary>
    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<string> Checkpoints { get; set; }

    /// <summary>A change to be made to the newest settings.</summary>
    [Parameter]
    public EventCallback<Func<RenderSettings, RenderSettings>> OnSettings { get; set; }

    [Parameter]
    public EventCallback<bool> OnQuick { get; set; }

    protected override void OnParametersSet() => _tuned |= Settings with { Prompt = "" } != Plain;

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its scripts with it.
        }
    }

    private Task Change(Func<RenderSettings, RenderSettings> change) => OnSettings.InvokeAsync(change);

    private Task ChangePromptAsync(string? text) => ChangeTextAsync(text ?? "", s => s.Prompt, (s, words) => s with { Prompt = words });

    private Task ChangeNegativePromptAsync(string? text) => ChangeTextAsync(text ?? "", s => s.NegativePrompt, (s, words) => s with { NegativePrompt = words });

    private async Task ChangeTextAsync(string typed, Func<RenderSettings, string> words, Func<RenderSettings, string, RenderSettings> with)
    {
        await Change(s => with(s, typed)); // at once: who presses a button next means these words
        var composed = await ComposedAsync(typed);
        if (composed != typed) await Change(s => words(s) == typed ? with(s, composed) : s);
    }

    private Task DrawSeed() => Change(s => s with { Seed = (ulong)Random.Shared.NextInt64((long)MostSeed + 1) });

    // NFC, as the tokenizer wants it; the program has no tables for that, every browser has.
    private async Task<string> ComposedAsync(string text)
    {
        if (Ascii.IsValid(text)) return text;
        _module ??= await JS.InvokeAsync<IJSObjectReference>("import", "./js/settings-form/index.js");
        return await _module.InvokeAsync<string>("compose", text);
    }
}
