using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>One of a few: radio buttons that look like a switch.</summary>
public sealed partial class Choice<T>
{
    private readonly string _group = "choice-" + Guid.NewGuid().ToString("N");

    [Parameter]
    [EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    [EditorRequired]
    public required IReadOnlyList<(T Value, string Text)> Options { get; set; }

    [Parameter]
    public T? Value { get; set; }

    [Parameter]
    public EventCallback<T> ValueChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }
}
